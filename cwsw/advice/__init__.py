"""Evidence, rules and routes of help as data, and the suggestions made from them."""
