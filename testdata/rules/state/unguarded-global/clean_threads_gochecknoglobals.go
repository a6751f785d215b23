// Package threads has the shapes that users of gochecknoglobals reported as false alarms.
package threads

import (
	"errors"
	"io"
	"net/http"
	"regexp"
	"sync/atomic"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// leighmcculloch/gochecknoglobals#2: compiled expressions.
var name = regexp.MustCompile(`^[a-z]+$`)

// leighmcculloch/gochecknoglobals#6: errors to compare with.
var ErrName = errors.New("bad name")

// leighmcculloch/gochecknoglobals#12: tables that are only read.
var status = map[string]int{"new": http.StatusCreated, "old": http.StatusOK}

// leighmcculloch/gochecknoglobals#32: a writer that does nothing.
var nop io.Writer = io.Discard

// FeatureBaseDB/featurebase#1507: metrics guard themselves.
var requests = promauto.NewCounterVec(prometheus.CounterOpts{Name: "requests"}, []string{"kind"})

var served atomic.Int64

func handler(c *gin.Context) {
	kind := c.Param("kind")
	if !name.MatchString(kind) {
		_ = c.Error(ErrName)
		return
	}
	served.Add(1)
	requests.WithLabelValues("known").Inc()
	_, _ = nop.Write([]byte(kind))
	c.Status(status[kind])
}

func routes(r *gin.Engine) { r.GET("/:kind", handler) }
