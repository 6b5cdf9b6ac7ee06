"""What is taught, and what grades it: the lesson, claims, exercises."""
