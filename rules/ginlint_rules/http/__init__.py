"""Rules of the topic http."""
