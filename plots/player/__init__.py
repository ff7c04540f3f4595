"""The player: linked panels that play, scrub and pick a start point in the browser."""
