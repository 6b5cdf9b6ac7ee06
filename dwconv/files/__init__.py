"""What goes in and out as files: images, tensors, code, figures, the stand-alone page."""
