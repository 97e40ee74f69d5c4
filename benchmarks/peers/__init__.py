"""What Achyq is measured against."""
