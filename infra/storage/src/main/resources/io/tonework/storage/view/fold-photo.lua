-- Folds one fact into a photo's hash. Atomic; folding twice changes nothing; the order does not matter.
-- KEYS[1]  the photo's hash, which also names its channel
-- ARGV[1]  field; ARGV[2] its value; ARGV[3] time to live in ms
-- ARGV[4]  rank: among facts that include each other only the highest is kept ('' outside that chain)
-- ARGV[5]  version: of a field that changes, the highest is kept ('' for one that never does)
local key, field, value, ttl, rank, version = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

if rank ~= '' then
  local kept = tonumber(redis.call('HGET', key, 'rank') or '-1')
  if kept >= tonumber(rank) then
    return 0
  end
  redis.call('HSET', key, 'rank', rank, 'chain', value)
elseif version ~= '' then
  local kept = redis.call('HGET', key, field .. '#')
  -- versions have one length, so that text order is their order
  if kept and kept >= version then
    return 0
  end
  redis.call('HSET', key, field .. '#', version, field, value)
elseif redis.call('HSETNX', key, field, value) == 0 then
  return 0
end
redis.call('PEXPIRE', key, ttl)
redis.call('PUBLISH', key, field)
return 1
