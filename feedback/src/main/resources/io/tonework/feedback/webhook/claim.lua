-- Claims what is due, at most one delivery of each endpoint in a call, so that all take turns. The tenant with
-- the fewest attempts under way comes next, and none has more than its limit, so that the slow endpoints of one
-- never hold all places.
-- Answers false when the queue is not the one that was built, else json, trace, queued of each.
-- now max leaseEnd limit stamp tenantLimit
local now, max, leaseEnd, limit = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local tenantLimit = tonumber(ARGV[6])

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

-- so many endpoints are looked through for other tenants than the first
local SEEN = 2000
local tenants, byName = {}, {}
for _, lane in ipairs(redis.call('ZRANGEBYSCORE', P .. 'lanes', '-inf', now, 'LIMIT', 0, SEEN)) do
  local name = tenantOf(lane)
  if not byName[name] then
    redis.call('ZREMRANGEBYSCORE', P .. 'flightof:' .. name, '-inf', now)
    byName[name] = { lanes = {}, taken = 0, flying = redis.call('ZCARD', P .. 'flightof:' .. name) }
    table.insert(tenants, byName[name])
  end
  table.insert(byName[name].lanes, lane)
end

local function nextTenant()
  local best
  for _, tenant in ipairs(tenants) do
    if tenant.taken < #tenant.lanes and tenant.flying < tenantLimit
      and (not best or tenant.flying < best.flying) then
      best = tenant
    end
  end
  return best
end

local claimed = {}
local tenant = nextTenant()
while tenant and #claimed < 3 * max do
  tenant.taken = tenant.taken + 1
  local lane = tenant.lanes[tenant.taken]
  local id = redis.call('ZPOPMIN', P .. 'lane:' .. lane)[1]
  if id then
    local d = redis.call('HMGET', P .. 'delivery:' .. id, 'json', 'trace', 'queued', 'photo')
    -- one that was overtaken waits for its turn; the end of the one before it puts it back
    if d[1] and isNext(d[4], id) then
      redis.call('ZADD', P .. 'leases', leaseEnd, id)
      redis.call('ZADD', P .. 'flight:' .. lane, leaseEnd, id)
      redis.call('ZADD', P .. 'flightof:' .. tenantOf(lane), leaseEnd, id)
      tenant.flying = tenant.flying + 1
      table.insert(claimed, d[1])
      table.insert(claimed, d[2])
      table.insert(claimed, d[3])
    end
  end
  refresh(lane, limit)
  tenant = nextTenant()
end
return claimed
