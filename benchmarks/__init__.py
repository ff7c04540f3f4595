"""Claims about speed: each module measures side by side in one run and prints its figure last."""
