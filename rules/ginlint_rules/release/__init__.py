"""Rules of the topic release."""
