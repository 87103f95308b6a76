-- Claims what is due, at most one delivery of each endpoint in a call, so that all take turns.
-- Answers false when the queue is not the one that was built, else json, trace, queued of each.
-- now max leaseEnd limit stamp
local now, max, leaseEnd, limit = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])

if redis.call('GET', P .. 'stamp') ~= ARGV[5] then
  return false
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'leases', '-inf', now, 'LIMIT', 0, 100)) do
  local lane = redis.call('HGET', P .. 'delivery:' .. id, 'lane')
  redis.call('ZREM', P .. 'leases', id)
  if lane then
    land(id, lane)
    enqueue(id, limit)
  end
end

local claimed = {}
for _, lane in ipairs(redis.call('ZRANGEBYSCORE', P .. 'lanes', '-inf', now, 'LIMIT', 0, max)) do
  local id = redis.call('ZPOPMIN', P .. 'lane:' .. lane)[1]
  if id then
    local d = redis.call('HMGET', P .. 'delivery:' .. id, 'json', 'trace', 'queued', 'photo')
    -- one that was overtaken waits for its turn; the end of the one before it puts it back
    if d[1] and isNext(d[4], id) then
      redis.call('ZADD', P .. 'leases', leaseEnd, id)
      redis.call('ZADD', P .. 'flight:' .. lane, leaseEnd, id)
      table.insert(claimed, d[1])
      table.insert(claimed, d[2])
      table.insert(claimed, d[3])
    end
  end
  refresh(lane, limit)
end
return claimed
