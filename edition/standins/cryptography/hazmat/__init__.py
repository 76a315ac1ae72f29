"""Not in the browser."""
