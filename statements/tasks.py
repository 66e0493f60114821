from celery import shared_task


@shared_task(name="statements.render")
def render(job_id):
    from statements import queue

    queue.run(job_id)
