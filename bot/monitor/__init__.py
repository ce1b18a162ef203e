"""What operators see of the running bot: metrics, health, and words in their room."""
