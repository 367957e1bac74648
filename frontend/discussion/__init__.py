"""Pages of the discussion: a clause with its thread, own posts, receipts."""
