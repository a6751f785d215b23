package lowworkers

import (
	"net/http"
	"sync"
)

// crew has as many workers as it began with: each one takes what it is given until the end.
type crew struct {
	mu    sync.Mutex
	inbox []chan string
	given int
}

func (c *crew) give(job string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, in := range c.inbox {
		in <- job // want "`c.mu` is held while this waits for a channel"
	}
	c.given++
}

func (c *crew) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.given
}

func serveCrew(c *crew) {
	http.HandleFunc("/job", func(w http.ResponseWriter, req *http.Request) {
		c.give(req.FormValue("job"))
		if c.count() > 10 {
			w.WriteHeader(http.StatusAccepted)
		}
	})
}
