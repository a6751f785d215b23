// does-not-compile: iris is not in the test module

// Package iriscontrollers has controllers of iris, which name the verb of the request.
package iriscontrollers

import (
	"regexp"

	"github.com/kataras/iris/v12"
)

type ZoneController struct {
	Ctx iris.Context
}

func (z ZoneController) GetBy(name string) (string, error) {
	pattern := regexp.MustCompile(`^[a-z]+$`) // want "the same regular expression is compiled per request"
	return pattern.FindString(name), nil
}

func (z *ZoneController) PostSearch() (string, error) {
	pattern := regexp.MustCompile(`^[a-z]+$`) // want "the same regular expression is compiled per request"
	return pattern.FindString(z.Ctx.Path()), nil
}

// It is no verb.
func (z ZoneController) Getter(name string) string {
	return regexp.MustCompile(`^[a-z]+$`).FindString(name)
}

// It has no request.
type zones struct{ names []string }

func (z zones) GetBy(name string) string {
	return regexp.MustCompile(`^[a-z]+$`).FindString(name)
}
