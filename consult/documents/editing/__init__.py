"""What a person may change in a draft that was read: rules over plain values; no word of the source is lost or doubled."""
