"""The archive as data: everything under /data/, for researchers and programs."""
