// Package counters sets fields of what handlers have, of types that have no handlers themselves.
package counters

import (
	"net"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
)

type cache struct {
	hits  int
	found atomic.Int64
	mu    sync.Mutex
	asked int
}

func (c *cache) get(key string) string {
	c.hits++ // want "`c.hits` of this struct is one for all requests and written with no lock held: a data race"
	c.found.Add(1)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	return key
}

type cluster struct {
	name   string
	cache  *cache
	client *http.Client
	ready  bool
}

func (c *cluster) use(name string) {
	if c.name != name {
		c.name = name // want "`c.name` of this struct is one for all requests"
	}
}

// The first who asks makes it, or main has.
func (c *cluster) lazily() *http.Client {
	if c.client == nil {
		c.client = &http.Client{}
	}
	return c.client
}

func (c *cluster) prepare() {
	if !c.ready {
		c.fill()
	}
}

func (c *cluster) fill() { c.ready = true }

func choose(of *cluster) gin.HandlerFunc {
	return func(c *gin.Context) {
		of.use(c.GetHeader("X-Cluster"))
		of.prepare()
		c.Next()
	}
}

type pages struct{ of *cluster }

func (p *pages) show(c *gin.Context) {
	_ = p.of.lazily()
	c.String(http.StatusOK, p.of.cache.get(c.Param("key")))
}

// One for each request.
type answer struct{ size int }

func (a *answer) add(text string) { a.size += len(text) }

func (p *pages) count(c *gin.Context) {
	one := &answer{}
	one.add(c.Param("key"))
	c.String(http.StatusOK, "%d", one.size)
}

// Its one loop writes what it alone has.
type source struct {
	connected bool
	feed      *websocket.Conn
}

func (s *source) Subscribe() error {
	for {
		_, message, err := s.feed.ReadMessage()
		if err != nil {
			return err
		}
		s.note(len(message) > 0)
	}
}

func (s *source) note(good bool) { s.connected = good }

func main() {
	of := &cluster{cache: &cache{}}
	of.use("default")
	if feed, response, err := websocket.DefaultDialer.Dial("ws://localhost:8081/feed", nil); err == nil {
		defer response.Body.Close()
		prices := &source{feed: feed}
		go func() { _ = prices.Subscribe() }()
	}
	engine := gin.New()
	engine.Use(choose(of))
	all := &pages{of: of}
	engine.GET("/:key", all.show)
	engine.GET("/:key/size", all.count)
	_ = engine.Run("localhost:8080")
}

// Its one loop counts, whoever it accepts is served apart.
type acceptor struct {
	total int
	peers chan net.Conn
}

func (a *acceptor) serve(listener net.Listener) error {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		a.note()
		a.peers <- conn
	}
}

func (a *acceptor) note() { a.total++ }

func listen(listener net.Listener) error {
	return (&acceptor{peers: make(chan net.Conn)}).serve(listener)
}
