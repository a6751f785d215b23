"""Rules of the topic pool."""
