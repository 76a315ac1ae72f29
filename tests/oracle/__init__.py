"""A naive second answer to the contract, in plain loops: the judge of the real engine."""
