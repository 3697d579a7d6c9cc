"""How near the splitter comes to what people marked, and what it costs, beside its peers."""
