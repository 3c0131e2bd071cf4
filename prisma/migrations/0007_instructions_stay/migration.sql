-- A leader's instruction that is due is told, whatever happens to its item in the minute before the postman comes: a change that begins
-- the ladder anew plans afresh only what is to come, and would take the due row away. It stays, under the revision it was given in and so
-- under its own key, until it is claimed or the item is over. One that the new agenda still names is planned again with it.
CREATE FUNCTION duban_keep_instruction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger_item i WHERE i.id = OLD.subject AND i.status NOT IN ('closed', 'voided')
             AND NOT i.life -> 'notices' @> jsonb_build_array(jsonb_build_object('rung', OLD.rung))) THEN
    RETURN NULL;
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER agenda_keeps_instructions BEFORE DELETE ON agenda FOR EACH ROW
  WHEN (OLD.claimed_at IS NULL AND OLD.rung LIKE 'instructed:%') EXECUTE FUNCTION duban_keep_instruction();
