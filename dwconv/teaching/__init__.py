"""What the lab teaches: the lesson, claims to test, and exercises with their grading."""
