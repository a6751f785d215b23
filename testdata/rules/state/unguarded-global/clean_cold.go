// Package cold writes its variables before the first request, or leaves them
// to one owner.
package cold

import (
	"flag"
	"net/http"
	"os"
	"sync"

	"github.com/gin-gonic/gin"
)

var (
	started bool
	routesN int
	version = "dev"
	names   = map[string]string{}
	limits  map[string]int
	engine  *gin.Engine
	chain   []string
)

func init() {
	version = os.Getenv("SHOP_VERSION")
	names["a"] = "apple"
}

func setup() {
	limits = map[string]int{"orders": 10}
	limits["carts"] = 20
	started = true
}

// register runs for every route, before serving.
func register(path string, handler gin.HandlerFunc) {
	routesN++
	names[path] = path
	engine.GET(path, handler)
}

// The factory's own body runs once.
func named(name string) gin.HandlerFunc {
	chain = append(chain, name)
	return func(c *gin.Context) {
		c.Header("X-Chain", name)
		c.Next()
	}
}

func reads(c *gin.Context) {
	if !started || limits["orders"] == 0 {
		c.Status(http.StatusServiceUnavailable)
		return
	}
	c.JSON(http.StatusOK, gin.H{"name": names["a"], "version": version, "routes": routesN, "chain": chain})
}

// Locals may bear a global's name.
func locals(c *gin.Context) {
	routesN := 0
	routesN++
	names := map[string]string{}
	names["b"] = "banana"
	var version string
	version = c.Query("version")
	c.JSON(http.StatusOK, gin.H{"n": routesN, "names": names, "version": version})
}

func parameters(started bool, limits map[string]int) int {
	started = !started
	limits["local"] = 1
	return len(limits)
}

func callsParameters(c *gin.Context) {
	c.JSON(http.StatusOK, parameters(true, map[string]int{}))
}

type view struct {
	routesN int
	names   []string
}

// Fields of a value made for this request.
func perRequest(c *gin.Context) {
	v := &view{}
	v.routesN++
	v.names = append(v.names, c.Query("name"))
	c.JSON(http.StatusOK, v.names)
}

func copies(c *gin.Context) {
	chain := append([]string(nil), chain...)
	chain[0] = c.Query("first")
	c.JSON(http.StatusOK, chain)
}

func blank(c *gin.Context) {
	_ = c.Query("nothing")
	var _ = names
	c.Status(http.StatusNoContent)
}

// One goroutine owns the total; handlers talk to it.
var (
	deltas = make(chan int)
	asks   = make(chan chan int)
	total  int
)

func own() {
	for {
		select {
		case delta := <-deltas:
			total += delta
		case answer := <-asks:
			answer <- total
		}
	}
}

func add(c *gin.Context) {
	deltas <- len(c.Query("item"))
	answer := make(chan int)
	asks <- answer
	c.JSON(http.StatusOK, <-answer)
}

var price = sync.OnceValue(func() int {
	limits["once"] = 1
	return len(limits)
})

func computed(c *gin.Context) { c.JSON(http.StatusOK, price()) }

func main() {
	flag.StringVar(&version, "version", version, "what to call this build")
	flag.Parse()
	setup()
	go own()
	engine = gin.New()
	engine.Use(named("first"), named("second"))
	register("/reads", reads)
	register("/locals", locals)
	register("/parameters", callsParameters)
	register("/view", perRequest)
	register("/copies", copies)
	register("/blank", blank)
	register("/add", add)
	register("/computed", computed)
	_ = engine.Run("localhost:8080")
}
