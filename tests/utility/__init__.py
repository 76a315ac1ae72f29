"""How much governors read: what the rules leave to say in simulated, realistic schools."""
