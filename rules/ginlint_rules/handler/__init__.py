"""Rules of the topic handler."""
