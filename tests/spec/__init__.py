"""Small schools with results worked out by hand: the rules of the contract as examples."""
