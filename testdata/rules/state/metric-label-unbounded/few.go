// Package few labels its metrics with values of which there are few, though a client names one.
package few

import (
	"context"
	"errors"
	"net"
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

// Constants that are converted, not declared, to be of their type.
type method string

const (
	byMail = method("mail")
	byPost = method("post")
)

type house string

// A number of bytes: its constants are units.
type size int64

const (
	kilo size = 1 << 10
	mega size = 1 << 20
)

func (s size) String() string { return "" }

type order struct {
	Mode  mode
	Kind  kind
	By    method
	House house
	Size  size
	Name  string
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
	limits  = map[string]int{"small": 1, "large": 2}
	servers = []string{"192.0.2.1:53", "192.0.2.2:53"}
)

func (s *shop) Order(_ context.Context, in *order) (*order, error) {
	orders.WithLabelValues(in.GetMode().String()).Inc()
	labels := prometheus.Labels{"what": in.Mode.String()}
	orders.With(labels).Inc()
	orders.WithLabelValues(in.Kind.String()).Inc()
	by := method(in.Name)
	orders.WithLabelValues(string(by)).Inc()
	home := house(in.Name)
	orders.WithLabelValues(string(home)).Inc()     // want "the label value `string.home.`"
	orders.WithLabelValues(in.Size.String()).Inc() // want "the label value `in.Size.String..`"
	orders.WithLabelValues(in.GetName()).Inc()     // want "the label value `in.GetName..`"
	return in, nil
}

func (s *shop) Show(_ context.Context, in *order) (*order, error) {
	calls.WithLabelValues(in.Name).Inc() // want "the label value `in.Name`"
	limit, ok := limits[in.Name]
	if !ok {
		return nil, errors.New("not known")
	}
	calls.WithLabelValues(in.Name).Add(float64(limit))
	return in, nil
}

func (s *shop) Rename(_ context.Context, in *order) (*order, error) {
	if _, ok := limits[in.Name]; !ok {
		return nil, errors.New("not known")
	}
	in = &order{Name: in.GetName() + "!"}
	calls.WithLabelValues(in.Name).Inc() // want "the label value `in.Name`"
	return in, nil
}

// Whom it asks is up to the service.
func ask(w http.ResponseWriter, _ *http.Request) {
	host, _, err := net.SplitHostPort(servers[len(known)%len(servers)])
	if err == nil {
		calls.WithLabelValues(host).Inc()
	}
	w.WriteHeader(http.StatusNoContent)
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
