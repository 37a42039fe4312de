// What rows of lessons, orders and imports become when an earlier version is taken up again, or all is forgotten. Pure text.

/** $1 the site, $2 the version gone back to, $3 the new one: what came after it is out, and stays out. */
export const DROP_LATER = `
  UPDATE lessons SET unlearnt_in = $3, is_dropped = true
  WHERE site_id = $1 AND unlearnt_in IS NULL AND learnt_in > $2 RETURNING id`;

/** What was in it and went later is in again. */
export const BRING_BACK = `
  INSERT INTO lessons (id, site_id, ping_id, is_spam, account, domain, protocol, weight, decided_at,
    log_odds, probability, started_at_ms, update, learnt_in)
  SELECT gen_random_uuid(), site_id, ping_id, is_spam, account, domain, protocol, weight, decided_at,
    log_odds, probability, started_at_ms, update, $3
  FROM lessons WHERE site_id = $1 AND learnt_in <= $2 AND unlearnt_in > $2 AND unlearnt_in < $3
  RETURNING id`;

export const DROP_LATER_IMPORTS = `
  UPDATE history_imports SET unlearnt_in = $3, state = 'out'
  WHERE site_id = $1 AND state = 'learnt' AND learnt_in > $2`;

export const BRING_BACK_IMPORTS = `
  INSERT INTO history_imports (id, site_id, name, state, because, spam, ham, done, update,
    started_at_ms, learnt_in, created_at)
  SELECT gen_random_uuid(), site_id, name, 'learnt', because, spam, ham, done, update,
    started_at_ms, $3, created_at
  FROM history_imports WHERE site_id = $1 AND state = 'out' AND learnt_in <= $2
    AND unlearnt_in > $2 AND unlearnt_in < $3`;

/** $1 the site. */
export const HOLD_ORDERS =
  'SELECT ping_id FROM lesson_orders WHERE site_id = $1 ORDER BY ping_id FOR UPDATE';

/**
 * Lessons that are in again although their decision was taken back since: they go, and what stands of their ping
 * comes. What people decided about it anew is out, like all that came later. $1 the site, $2 the new version.
 */
export const ORDER_TAKEN_BACK = `
  INSERT INTO lesson_orders (ping_id, site_id, version, is_spam, account, decided_at, ordered_at)
  SELECT pings.id, pings.site_id, pings.version, stands.is_spam, stands.account, stands.decided_at,
    (SELECT made_at FROM site_models WHERE site_id = $1 AND number = $2)
  FROM lessons JOIN pings ON pings.id = lessons.ping_id
  LEFT JOIN LATERAL (SELECT pings.status = 'spam' AS is_spam,
      coalesce(pings.decided_id, $3) AS account, pings.decided_at
    WHERE pings.decided_kind = 'person' AND pings.status IN ('spam', 'approved')) AS stands ON true
  WHERE lessons.site_id = $1 AND lessons.learnt_in = $2 AND lessons.unlearnt_in IS NULL
    AND (stands.is_spam, stands.decided_at) IS DISTINCT FROM (lessons.is_spam, lessons.decided_at)
    AND NOT (pings.decided_kind IS NOT DISTINCT FROM 'person' AND pings.decided_at > lessons.decided_at)
  -- as changes of pings write them, so that none waits for the other in a circle
  ORDER BY pings.id
  ON CONFLICT (ping_id) DO NOTHING`;
