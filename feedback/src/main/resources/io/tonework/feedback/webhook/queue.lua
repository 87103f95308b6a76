-- The queue of webhook deliveries. Every script of the queue is this library followed by its own
-- few lines, so that one place decides what belongs to what.
--
-- Keys, all below prefix P (one hash slot):
--   delivery:<id>   hash   newest state: json round attempt ended lane photo due queued trace
--   of:<photo>      zset   webhooks of a photo by the time they were queued
--   turn:<photo>    zset   those of them that have not ended; the first one is next
--   lane:<lane>     zset   deliveries of an endpoint that wait, by due time
--   flight:<lane>   zset   deliveries of an endpoint that are being attempted, by end of lease
--   flightof:<tenant>  zset  deliveries of a tenant that are being attempted, by end of lease
--   lanes           zset   endpoints that may attempt another delivery, by their earliest due time
--   leases          zset   all deliveries that are being attempted, by end of lease
--   open            zset   all deliveries that have not ended, by the time they were queued
--   gone, enabled   hash   endpoint -> time of its newest 410, of its newest replay
--   stamp           string which Redis this was built in; absent or another one: some may be lost

local P = KEYS[1]

local function refresh(lane, limit)
  local head = redis.call('ZRANGE', P .. 'lane:' .. lane, 0, 0, 'WITHSCORES')
  if head[1] and redis.call('ZCARD', P .. 'flight:' .. lane) < limit then
    redis.call('ZADD', P .. 'lanes', head[2], lane)
  else
    redis.call('ZREM', P .. 'lanes', lane)
  end
end

local function isNext(photo, id)
  return redis.call('ZRANGE', P .. 'turn:' .. photo, 0, 0)[1] == id
end

-- a lane is the tenant, a blank and the endpoint
local function tenantOf(lane)
  return string.match(lane, '^%S*')
end

local function land(id, lane)
  redis.call('ZREM', P .. 'leases', id)
  redis.call('ZREM', P .. 'flightof:' .. tenantOf(lane), id)
  redis.call('ZREM', P .. 'flight:' .. lane, id)
end

local function enqueue(id, limit)
  local d = redis.call('HMGET', P .. 'delivery:' .. id, 'lane', 'due')
  if d[1] then
    redis.call('ZADD', P .. 'lane:' .. d[1], d[2], id)
    refresh(d[1], limit)
  end
end

local function raise(hash, field, time)
  local before = redis.call('HGET', P .. hash, field)
  if not before or tonumber(before) < tonumber(time) then
    redis.call('HSET', P .. hash, field, time)
  end
end
