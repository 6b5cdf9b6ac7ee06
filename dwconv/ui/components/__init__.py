"""Elements of a page that are drawn by JavaScript of this project."""
