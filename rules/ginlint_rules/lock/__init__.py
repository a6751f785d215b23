"""Rules of the topic lock."""
