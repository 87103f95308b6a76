-- Stamps a view as whole when the fold that ends is still known here; a flush or an older copy of the data since
-- the fold began took its name away, and with it perhaps what had been folded. Folds that were broken off are
-- forgotten with it.
-- Keys: stamp, folds under way. Arguments: fold, run id. Answers 1 when it is stamped.
if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 0 then
  return 0
end
redis.call('DEL', KEYS[2])
redis.call('SET', KEYS[1], ARGV[2])
return 1
