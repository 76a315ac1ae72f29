"""One child's dated facts, the pupils behind a figure, and lists of what to do next."""
