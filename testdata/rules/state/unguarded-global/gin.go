package ginforms

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type totals struct {
	Requests int
	Bytes    int64
	ByCode   map[int]int
}

type settings struct {
	Banner string
}

var (
	hits     int
	traffic  int64
	stats    totals
	codes    = totals{ByCode: map[int]int{}}
	events   []string
	latest   *settings
	buckets  [10]int
	lastSeen time.Time
	online   = map[string]bool{}
	perPath  = make(map[string]int)
	inFlight int
	byIP     = map[string]*totals{}
	title    = "shop"
	ready    bool
	err      error
	db       *gorm.DB
	cart     = map[string][]string{}
	nested   = map[string]map[string]int{}
)

func countAll(c *gin.Context) {
	hits += 1 // want "hits"
	c.Next()
}

func measure() gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Next()
		traffic = traffic + int64(c.Writer.Size()) // want "traffic"
	}
}

func structField(c *gin.Context) {
	stats.Requests++ // want "stats"
	c.JSON(http.StatusOK, stats.Bytes)
}

func mapInStruct(c *gin.Context) {
	c.Next()
	codes.ByCode[c.Writer.Status()]++ // want "codes"
}

func appends(c *gin.Context) {
	events = append(events, c.Query("event")) // want "events"
	c.JSON(http.StatusOK, len(events))
}

func replaces(c *gin.Context) {
	latest = &settings{Banner: c.PostForm("banner")} // want "latest"
	c.Status(http.StatusNoContent)
}

func throughPointer(c *gin.Context) {
	byIP["all"].Requests++ // want "byIP"
	c.Status(http.StatusNoContent)
}

func arrayElement(c *gin.Context) {
	buckets[len(c.Request.URL.Path)%10]++ // want "buckets"
	c.Next()
}

func touches(c *gin.Context) {
	lastSeen = time.Now() // want "lastSeen"
	c.Next()
}

func removes(c *gin.Context) {
	delete(online, c.Param("user")) // want "online"
	c.Status(http.StatusNoContent)
}

func checksThenWrites(c *gin.Context) {
	if _, found := perPath[c.FullPath()]; !found {
		perPath[c.FullPath()] = 1 // want "perPath"
	}
	c.Next()
}

func leaving(c *gin.Context) {
	defer func() {
		inFlight-- // want "inFlight"
	}()
	c.Next()
}

func inLiteral(c *gin.Context) {
	func() {
		title = c.Query("title") // want "title"
	}()
	c.String(http.StatusOK, title)
}

func inGoroutine(c *gin.Context) {
	go func() {
		time.Sleep(time.Second)
		ready = true // want "ready"
	}()
	c.Status(http.StatusAccepted)
}

// The package's err, not a new one.
func reusesError(c *gin.Context) {
	if err = c.Request.ParseForm(); err != nil { // want "err"
		c.Status(http.StatusBadRequest)
		return
	}
	c.Status(http.StatusNoContent)
}

// Every request adds a condition to the next one's query.
func narrows(c *gin.Context) {
	db = db.Where("owner = ?", c.Param("owner")) // want "db"
	c.Status(http.StatusNoContent)
}

func fillsSlice(c *gin.Context) {
	user := c.Param("user")
	cart[user] = append(cart[user], c.Query("item")) // want "cart"
	c.JSON(http.StatusOK, cart[user])
}

func innerMap(c *gin.Context) {
	nested["views"][c.FullPath()]++ // want "nested"
	c.Next()
}

var (
	tableLock sync.RWMutex
	table     = map[string]string{}
)

// A lock for reading does not keep other readers out.
func writesUnderReadLock(c *gin.Context) {
	tableLock.RLock()
	defer tableLock.RUnlock()
	table[c.Param("key")] = c.Query("value") // want "table"
	c.Status(http.StatusNoContent)
}

var (
	queueLock sync.Mutex
	queue     []string
	drained   int
)

func writesAfterUnlock(c *gin.Context) {
	queueLock.Lock()
	queue = append(queue, c.Query("job"))
	queueLock.Unlock()
	drained++ // want "drained"
	c.Status(http.StatusAccepted)
}

var (
	partLock sync.Mutex
	parts    = map[string]int{}
)

func locksOnOneBranch(c *gin.Context) {
	if c.Query("safe") != "" {
		partLock.Lock()
		defer partLock.Unlock()
	} else {
		parts[c.Query("part")]++ // want "parts"
		return
	}
	parts[c.Query("part")] = 0
}

var visits = map[string]int{}

func record(who string) {
	visits[who]++ // want "visits"
}

func greets(c *gin.Context) {
	record(c.ClientIP())
	c.String(http.StatusOK, fmt.Sprint("hello ", c.ClientIP()))
}

type api struct{}

var apiCalls uint64

func (a *api) list(c *gin.Context) {
	apiCalls++ // want "apiCalls"
	c.JSON(http.StatusOK, []string{})
}

func routes(engine *gin.Engine) {
	a := &api{}
	engine.Use(countAll, measure(), mapInStruct, arrayElement, touches, checksThenWrites, leaving)
	engine.GET("/struct", structField)
	engine.POST("/events", appends)
	engine.POST("/settings", replaces)
	engine.POST("/pointer", throughPointer)
	engine.DELETE("/online/:user", removes)
	engine.GET("/title", inLiteral)
	engine.POST("/ready", inGoroutine)
	engine.POST("/form", reusesError)
	engine.GET("/owners/:owner", narrows)
	engine.POST("/cart/:user", fillsSlice)
	engine.GET("/inner", innerMap)
	engine.PUT("/table/:key", writesUnderReadLock)
	engine.POST("/queue", writesAfterUnlock)
	engine.POST("/parts", locksOnOneBranch)
	engine.GET("/", greets)
	engine.GET("/list", a.list)
}
