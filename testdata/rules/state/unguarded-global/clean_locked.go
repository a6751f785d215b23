// Package locked writes its variables under a lock on every path.
package locked

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
)

var (
	mu      sync.Mutex
	hits    int
	byIP    = map[string]int{}
	names   []string
	rw      sync.RWMutex
	table   = map[string]string{}
	loaded  bool
	catalog []string
)

func lockedByDefer(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	hits++
	byIP[c.ClientIP()]++
}

func lockedInBlock(c *gin.Context) {
	name := c.Query("name")
	mu.Lock()
	names = append(names, name)
	mu.Unlock()
	c.Status(http.StatusNoContent)
}

func writeLocked(c *gin.Context) {
	rw.Lock()
	table[c.Param("key")] = c.Query("value")
	delete(table, "old")
	rw.Unlock()
}

func readLocked(c *gin.Context) {
	rw.RLock()
	value, found := table[c.Param("key")]
	rw.RUnlock()
	if found {
		c.String(http.StatusOK, value)
	}
}

func checkedTwice(c *gin.Context) {
	rw.RLock()
	done := loaded
	rw.RUnlock()
	if !done {
		rw.Lock()
		if !loaded {
			catalog = []string{"tea"}
			loaded = true
		}
		rw.Unlock()
	}
	c.Next()
}

func tried(c *gin.Context) {
	if mu.TryLock() {
		hits++
		mu.Unlock()
	}
	c.Next()
}

func underLock(do func()) {
	mu.Lock()
	defer mu.Unlock()
	do()
}

var viaHelper int

func throughHelper(c *gin.Context) {
	underLock(func() { viaHelper++ })
	c.Next()
}

var viaMethod int

func addOne() {
	mu.Lock()
	viaMethod++
	mu.Unlock()
}

func lockInCallee(c *gin.Context) {
	addOne()
	c.Next()
}

var viaCaller = map[string]int{}

// addLocked is called with mu held.
func addLocked(who string) { viaCaller[who]++ }

func lockInCaller(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	addLocked(c.ClientIP())
}

func lock() func() {
	mu.Lock()
	return mu.Unlock
}

var viaReturned int

func returnedUnlock(c *gin.Context) {
	defer lock()()
	viaReturned++
}

type registry struct {
	sync.Mutex
	seen map[string]time.Time
}

var clients = registry{seen: map[string]time.Time{}}

func embeddedLock(c *gin.Context) {
	clients.Lock()
	defer clients.Unlock()
	clients.seen[c.ClientIP()] = time.Now()
}

var cache struct {
	guard sync.RWMutex
	pages map[string][]byte
}

func fieldLock(c *gin.Context) {
	cache.guard.Lock()
	if cache.pages == nil {
		cache.pages = make(map[string][]byte)
	}
	cache.pages[c.FullPath()] = nil
	cache.guard.Unlock()
}

func (r *registry) touch(who string) {
	r.Lock()
	defer r.Unlock()
	r.seen[who] = time.Now()
}

func lockedByMethod(c *gin.Context) {
	clients.touch(c.ClientIP())
	c.Next()
}

var (
	cond    = sync.NewCond(&mu)
	waiting int
)

func onCondition(c *gin.Context) {
	cond.L.Lock()
	waiting++
	cond.Signal()
	cond.L.Unlock()
}

var inFlight int

func inDeferredLiteral(c *gin.Context) {
	defer func() {
		mu.Lock()
		inFlight--
		mu.Unlock()
	}()
	c.Next()
}

var finished int

func inGoroutine(c *gin.Context) {
	go func() {
		mu.Lock()
		defer mu.Unlock()
		finished++
	}()
	c.Status(http.StatusAccepted)
}

var (
	atomicHits  atomic.Int64
	plainHits   uint64
	config      atomic.Pointer[string]
	boxed       atomic.Value
	everything  sync.Map
	initialised sync.Once
	greeting    string
)

func atomics(c *gin.Context) {
	atomicHits.Add(1)
	atomic.AddUint64(&plainHits, 1)
	banner := c.Query("banner")
	config.Store(&banner)
	boxed.Store(banner)
	everything.Store(c.ClientIP(), banner)
	everything.Delete("old")
}

func onlyOnce(c *gin.Context) {
	initialised.Do(func() { greeting = "hello" })
	c.String(http.StatusOK, greeting)
}

func routes(engine *gin.Engine) {
	engine.Use(lockedByDefer, checkedTwice, tried, throughHelper, lockInCallee, lockInCaller, returnedUnlock)
	engine.Use(embeddedLock, fieldLock, lockedByMethod, onCondition, inDeferredLiteral)
	engine.POST("/names", lockedInBlock)
	engine.PUT("/table/:key", writeLocked)
	engine.GET("/table/:key", readLocked)
	engine.POST("/work", inGoroutine)
	engine.GET("/atomics", atomics)
	engine.GET("/once", onlyOnce)
}

// What comes in goes out again.
func sweep() {
	mu.Lock()
	clear(byIP)
	clear(viaCaller)
	names = nil
	mu.Unlock()
	clients.Lock()
	clear(clients.seen)
	clients.Unlock()
	cache.guard.Lock()
	clear(cache.pages)
	cache.guard.Unlock()
}
