-- Adds one verdict to a user's taste. Atomic; folding twice changes nothing; the order does not matter,
-- since sums of integers do not care.
-- KEYS[1]  verdicts: hash of feedback id -> "<received ms> <field> <weight> <shift> <field> ..."
-- KEYS[2]  sums: hash of field#weight and field#shift -> 64-bit integer, and #verdicts
-- KEYS[3]  the time until which the user is forgotten, in ms
-- ARGV[1]  feedback id; ARGV[2] received ms; then field, weight, shift for each site
local received = tonumber(ARGV[2])
local forgotten = redis.call('GET', KEYS[3])
if forgotten and received <= tonumber(forgotten) then
  return 0
end
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then
  -- the same said again, later: compaction keeps only the later record, so its time is the one
  if received > tonumber(string.match(known, '%S+')) then
    redis.call('HSET', KEYS[1], ARGV[1], table.concat(ARGV, ' ', 2))
  end
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], table.concat(ARGV, ' ', 2))
for i = 3, #ARGV, 3 do
  redis.call('HINCRBY', KEYS[2], ARGV[i] .. '#weight', ARGV[i + 1])
  redis.call('HINCRBY', KEYS[2], ARGV[i] .. '#shift', ARGV[i + 2])
end
redis.call('HINCRBY', KEYS[2], '#verdicts', 1)
return 1
