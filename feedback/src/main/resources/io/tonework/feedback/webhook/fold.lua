-- Folds a state; answers 1 when it was newer than the one known.
-- id json round attempt ended lane photo due at trace endpoint answer410 ttlSeconds limit
local id, json, round, attempt, ended = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local lane, photo, due, at, trace = ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10]
local endpoint, answer410, ttl, limit = ARGV[11], ARGV[12] == '1', ARGV[13], tonumber(ARGV[14])

-- these two outlive their delivery's state, so they are folded even when that is old
if answer410 then
  raise('gone', endpoint, at)
elseif round > 0 and attempt == 0 then
  raise('enabled', endpoint, at)
end

local key = P .. 'delivery:' .. id
local known = redis.call('HMGET', key, 'round', 'attempt', 'ended', 'queued')
local queued = at
if known[1] then
  local r, a, e = tonumber(known[1]), tonumber(known[2]), tonumber(known[3])
  if round < r or (round == r and (attempt < a or (attempt == a and ended <= e))) then
    return 0
  end
  if round == r then
    queued = known[4]
  end
end

redis.call('HSET', key, 'json', json, 'round', round, 'attempt', attempt, 'ended', ended,
  'lane', lane, 'photo', photo, 'due', due, 'queued', queued, 'trace', trace)
redis.call('ZADD', P .. 'of:' .. photo, 'NX', queued, id)
redis.call('EXPIRE', P .. 'of:' .. photo, ttl)
land(id, lane)
if ended == 1 then
  redis.call('EXPIRE', key, ttl)
  redis.call('ZREM', P .. 'open', id)
  redis.call('ZREM', P .. 'lane:' .. lane, id)
  redis.call('ZREM', P .. 'turn:' .. photo, id)
  local following = redis.call('ZRANGE', P .. 'turn:' .. photo, 0, 0)[1]
  if following then
    enqueue(following, limit)
  end
else
  redis.call('PERSIST', key)
  redis.call('ZADD', P .. 'open', queued, id)
  redis.call('ZADD', P .. 'turn:' .. photo, queued, id)
  if isNext(photo, id) then
    redis.call('ZADD', P .. 'lane:' .. lane, due, id)
  end
end
refresh(lane, limit)
return 1
