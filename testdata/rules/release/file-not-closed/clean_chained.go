package chained

import "os"

type logger struct{}

type event struct{}

func (logger) Fatal() *event { return &event{} }

func (e *event) Err(error) *event { return e }
func (e *event) Send()            { os.Exit(1) }

func cleanEnds(log logger, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	if _, err := file.Stat(); err != nil {
		log.Fatal().Err(err).Send()
		return err
	}
	return file.Close()
}
