"""The pictures of the editors' handbook, made from the program itself: `make pictures`."""
