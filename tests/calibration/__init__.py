"""How often chance alone raises an alarm, and what the alarms and intervals can see."""
