// Package shapes guards its variables in less usual ways.
package shapes

import (
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
)

var (
	mu        sync.Mutex
	admitted  int
	deep      int
	methods   int
	exclusive int
	testMode  bool
	locks     [16]sync.Mutex
	shards    [16]map[string]int
	slot      = make(chan struct{}, 1)
	requests  = prometheus.NewCounter(prometheus.CounterOpts{Name: "requests_total"})
	shared    = &tally{}
)

type tally struct {
	mu sync.Mutex
	n  int
}

func (t *tally) add() {
	t.mu.Lock()
	t.n++
	t.mu.Unlock()
}

func ownLock(c *gin.Context) {
	shared.add()
	requests.Inc()
	c.Next()
}

func sharded(c *gin.Context) {
	key := c.Param("key")
	at := len(key) % len(locks)
	locks[at].Lock()
	defer locks[at].Unlock()
	shards[at][key]++
}

// A channel with room for one is a lock.
func byChannel(c *gin.Context) {
	slot <- struct{}{}
	exclusive++
	<-slot
	c.Next()
}

func leavesEarly(c *gin.Context) {
	mu.Lock()
	if admitted > 10 {
		mu.Unlock()
		c.Status(http.StatusTooManyRequests)
		return
	}
	admitted++
	mu.Unlock()
}

func locked(do func()) {
	mu.Lock()
	do()
	mu.Unlock()
}

func nestedLiterals(c *gin.Context) {
	locked(func() {
		func() { deep++ }()
	})
}

type service struct{ mu sync.Mutex }

func (s *service) show(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	methods++
}

// SetTestMode is called by nobody here.
func SetTestMode(on bool) { testMode = on }

func shadowed(c *gin.Context) {
	if deep := c.Query("deep"); deep != "" {
		deep = "very " + deep
		c.String(http.StatusOK, deep)
	}
}

func routes(engine *gin.Engine, s *service) {
	engine.Use(ownLock, byChannel, leavesEarly, nestedLiterals, s.show)
	engine.GET("/shards/:key", sharded)
	engine.GET("/shadowed", shadowed)
}

func sweep() {
	for i := range locks {
		locks[i].Lock()
		clear(shards[i])
		locks[i].Unlock()
	}
}
