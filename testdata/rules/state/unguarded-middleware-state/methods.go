// Package methods has requests change what their handler has by its methods.
package methods

import (
	"bytes"
	"math/rand"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

type lottery struct {
	dice *rand.Rand
	last bytes.Buffer
	mu   sync.Mutex
	safe *rand.Rand
}

func newLottery() *lottery {
	return &lottery{dice: rand.New(rand.NewSource(1)), safe: rand.New(rand.NewSource(2))}
}

func (l *lottery) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.last.WriteString(r.URL.Path)      // want "`l.last` of this handler.s struct is one for all requests"
	w.WriteHeader(200 + l.dice.Intn(5)) // want "`l.dice` of this handler"
}

type fair struct {
	mu   sync.Mutex
	dice *rand.Rand
}

func newFair() *fair { return &fair{dice: rand.New(rand.NewSource(1))} }

func (f *fair) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	n := f.dice.Intn(5)
	f.mu.Unlock()
	w.WriteHeader(200 + n)
}

func sampled(rate int) gin.HandlerFunc {
	dice := rand.New(rand.NewSource(1))
	return func(c *gin.Context) {
		if dice.Intn(100) < rate { // want "`dice` of the function around"
			println(c.FullPath())
		}
		c.Next()
	}
}

func cleanSampled(rate int) gin.HandlerFunc {
	return func(c *gin.Context) {
		dice := rand.New(rand.NewSource(1))
		if dice.Intn(100) < rate {
			println(c.FullPath())
		}
		c.Next()
	}
}
