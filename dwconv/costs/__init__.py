"""What a layer costs: multiplications, parameters, bytes, time."""
