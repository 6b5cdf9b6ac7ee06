"""Live classes: rooms that a teacher opens, the students' page, and the routes between them."""
