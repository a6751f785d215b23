// Package few labels its metrics with values of which there are few, though a client names one.
package few

import (
	"context"
	"net/http"
	"reflect"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc/health/grpc_health_v1"
)

type mode int32

const (
	quick mode = iota
	thorough
)

func (m mode) String() string { return [...]string{"quick", "thorough"}[m] }

// A client may send any text for a kind.
type kind string

const (
	small kind = "small"
	large kind = "large"
)

func (k kind) String() string { return string(k) }

// A number of bytes: its constants are units.
type size int64

const (
	kilo size = 1 << 10
	mega size = 1 << 20
)

func (s size) String() string { return "" }

type order struct {
	Mode mode
	Kind kind
	Size size
	Name string
}

func (o *order) GetMode() mode   { return o.Mode }
func (o *order) GetName() string { return o.Name }

type shop struct {
	grpc_health_v1.UnimplementedHealthServer
}

var (
	orders  = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "orders"}, []string{"what"})
	calls   = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "calls"}, []string{"name"})
	holders = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "holders"}, []string{"who"})
	known   = map[string]bool{"list": true, "show": true}
)

func (s *shop) Order(_ context.Context, in *order) (*order, error) {
	orders.WithLabelValues(in.GetMode().String()).Inc()
	labels := prometheus.Labels{"what": in.Mode.String()}
	orders.With(labels).Inc()
	orders.WithLabelValues(in.Kind.String()).Inc()
	orders.WithLabelValues(in.Size.String()).Inc() // want "the label value `in.Size.String..`"
	orders.WithLabelValues(in.GetName()).Inc()     // want "the label value `in.GetName..`"
	return in, nil
}

func byName(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	calls.WithLabelValues(name).Inc() // want "the label value `name`"
	if _, ok := known[name]; !ok {
		http.NotFound(w, r)
		return
	}
	calls.WithLabelValues(name).Inc()
}

func byReflection(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	method := reflect.ValueOf(w).MethodByName(name)
	if !method.IsValid() {
		http.NotFound(w, r)
		return
	}
	fail := func() { calls.WithLabelValues(name).Inc() }
	if method.Type().NumIn() != 0 {
		fail()
	}
}

func onlyIfKnown(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if _, found := known[name]; found {
		calls.WithLabelValues(name).Inc()
	} else {
		calls.WithLabelValues(name).Add(2) // want "the label value `name`"
	}
	other := r.FormValue("other")
	if on := known[other]; on {
		calls.WithLabelValues(r.FormValue("third")).Inc() // want "the label value"
	}
}

func takesBack(w http.ResponseWriter, r *http.Request) {
	holders.WithLabelValues(r.FormValue("who")).Set(1)
	defer holders.DeleteLabelValues(r.FormValue("who"))
	w.WriteHeader(http.StatusNoContent)
}
