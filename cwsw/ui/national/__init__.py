"""The national picture: the 2018 statistics, the yearly series, who the groups are."""
