"""Operating the bot: what is looked after around it, apart from what it does for people."""
