"""The drafting traditions: a table each, what they are made of (`profile`), and which a text is written in (`detection`)."""
