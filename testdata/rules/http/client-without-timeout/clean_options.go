// Package producers has what lasts, with the context of a request in a field as its template.
package producers

import (
	"net/http"
	"regexp"

	"github.com/gin-gonic/gin"
)

type producer struct {
	template *gin.Context
	name     *regexp.Regexp
}

type option func(*producer)

func withName(shape string) option {
	return func(p *producer) { p.name = regexp.MustCompile(shape) }
}

func newProducer(options ...option) *producer {
	p := &producer{}
	for _, set := range options {
		set(p)
	}
	return p
}

// It is started by main.
func start(p *producer) error {
	resp, err := http.Get("http://localhost/ready/" + p.name.String())
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func run() error { return start(newProducer(withName("^a"))) }

func main() {
	if err := run(); err != nil {
		panic(err)
	}
}
