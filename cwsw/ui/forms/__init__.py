"""What forms share: signature and saving, conflicts of two people, emptying the fields."""
