"""What leaves the dashboard on paper or as a file, made in memory when it is asked for."""
