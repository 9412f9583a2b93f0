"""What the platform needs of the world outside, said in its own words; `adapters` keeps these promises."""
